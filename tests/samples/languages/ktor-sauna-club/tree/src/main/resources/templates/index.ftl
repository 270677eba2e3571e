<!doctype html>
<title>Sauna club</title>
<p>${hours} hours</p>
<script>const HELCIM = "${config.apiToken}";</script>
