<%@ page contentType="text/html; charset=UTF-8" %>
<%@ taglib prefix="imgproxy" uri="imgproxy4j.tags" %>
<!doctype html>
<html lang="en">
<head><title>Photos</title></head>
<body>
<imgproxy:img src="/cats/tom.jpg" preset="card" format="webp" densities="1,2" alt="Tom"/>
<imgproxy:picture src="local:///cats/tom.jpg" preset="card" formats="avif,webp" alt="Tom again"/>
</body>
</html>
