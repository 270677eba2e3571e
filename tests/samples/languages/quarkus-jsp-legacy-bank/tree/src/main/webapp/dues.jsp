<%@ page import="com.example.coop.Branch" %>
<html>
<body>
<h1><%= Branch.NAME %></h1>
<script>
  var phrase = "<%= Branch.PHRASE %>"; <%-- for dues.js --%>
</script>
</body>
</html>
