<%-- region page --%>
<%@ taglib prefix="imgproxy" uri="imgproxy4j.tags" %>
<imgproxy:img src="/cats/tom.jpg" preset="card" format="webp" densities="1,2" alt="Tom"/>
<imgproxy:picture src="local:///cats/tom.jpg" preset="card" formats="avif,webp" alt="Tom again"/>
<%-- endregion --%>
