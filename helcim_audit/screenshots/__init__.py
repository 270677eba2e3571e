"""What do pictures of screens show? Needs the extra `screenshots`; without it, pictures are files like others."""
