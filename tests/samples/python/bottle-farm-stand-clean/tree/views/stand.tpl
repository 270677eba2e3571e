<!doctype html>
<title>Farm stand</title>
% if not online:
<p>Cash only today.</p>
% end
<ul>
% for name, price in items.items():
  <li>{{ name }} (${{ price }})</li>
% end
</ul>
