<!doctype html>
<title>Farm stand</title>
<ul>
% for name, price in items.items():
  <li><label><input type="checkbox" name="item" value="{{ name }}"> {{ name }} (${{ price }})</label></li>
% end
</ul>
<script>
  var HELCIM_TOKEN = "{{ cfg['TOKEN'] }}";
</script>
<script src="/static/stand.js"></script>
