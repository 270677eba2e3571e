def read(path="/etc/poller.env"):
    out = {}
    with open(path) as fh:
        for line in fh:
            line = line.strip()
            if line and not line.startswith("#") and "=" in line:
                name, _, value = line.partition("=")
                out[name] = value.strip("'\"")
    return out
