<%@ page import="com.example.coop.Branch" %>
<html>
<body><h1><%= Branch.NAME %></h1></body>
</html>
