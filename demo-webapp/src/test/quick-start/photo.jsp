<% request.setAttribute("photo", java.util.Map.of("url", "/cats/tom.jpg", "title", "Tom")); %>
<%-- region photo --%>
<%@ taglib prefix="imgproxy" uri="imgproxy4j.tags" %>
<imgproxy:img src="${photo.url}" preset="card" densities="1,2" alt="${photo.title}" loading="lazy"/>
<%-- endregion --%>
