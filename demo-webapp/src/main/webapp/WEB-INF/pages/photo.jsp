<%@ page session="false" contentType="text/html; charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="imgproxy" uri="imgproxy4j.tags" %>
<%@ taglib prefix="demo" tagdir="/WEB-INF/tags" %>
<demo:page title="${photo.title()}" current="photo">
  <div class="intro">
    <h1><c:out value="${photo.title()}"/></h1>
    <p><c:out value="${photo.alt()}"/>. <span class="size">${photo.width()} × ${photo.height()}</span></p>
  </div>
  <div class="photo large">
    <imgproxy:img src="${photo.source()}" preset="large" format="${photo.format()}" alt="${photo.alt()}"
                  width="${photo.widthWithin(1600)}" height="${photo.heightWithin(1600)}" fetchpriority="high"/>
  </div>
  <c:if test="${not photo.isDrawing()}">
    <h2>One source, any variant</h2>
    <ul class="examples">
      <li>
        <imgproxy:img src="${photo.source()}" resize="fill:320:320" format="webp" densities="1,2" alt="A square from the middle"/>
        <code>resize="fill:320:320"</code>
      </li>
      <li>
        <imgproxy:img src="${photo.source()}" resize="fill:320:320" gravity="we" format="webp" densities="1,2" alt="A square from the left side"/>
        <code>resize="fill:320:320" gravity="we"</code>
      </li>
      <li>
        <imgproxy:img src="${photo.source()}" resize="fill:272:272" options="pd:24" background="e8b04b"
                      format="webp" densities="1,2" alt="The square with a coloured frame" width="320" height="320"/>
        <code>resize="fill:272:272" options="pd:24" background="e8b04b"</code>
      </li>
      <li>
        <imgproxy:img src="${photo.source()}" resize="fill:320:320" quality="5" format="jpg" alt="The square in very low quality"/>
        <code>quality="5" format="jpg"</code>
      </li>
    </ul>
  </c:if>
</demo:page>
