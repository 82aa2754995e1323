<%@ page session="false" contentType="text/html; charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="imgproxy" uri="imgproxy4j.tags" %>
<%@ taglib prefix="demo" tagdir="/WEB-INF/tags" %>
<c:set var="shown" value="${excerpts['photo.jsp']}"/>
<demo:page title="${photo.title()}" current="photo">
  <div class="intro">
    <h1><c:out value="${photo.title()}"/></h1>
    <p><c:out value="${photo.alt()}"/>. <span class="size">${photo.width()} × ${photo.height()}</span></p>
  </div>
  <figure class="photo large">
    <%-- shown: The photo --%>
    <imgproxy:img src="${photo.source()}" preset="large" format="${photo.format()}"
      widths="${photo.widthsWithin([480, 800, 1200, 1600, 2400])}"
      sizes="min(100vw - 2.2rem, 80rem, 85vh * ${photo.width()} / ${photo.height()})"
      width="${photo.widthWithin(1600)}" height="${photo.heightWithin(1600)}"
      alt="${photo.alt()}" fetchpriority="high"/>
    <%-- shown: end --%>
    <figcaption><demo:caption photo="${photo}"/></figcaption>
  </figure>
  <section class="lines" aria-labelledby="lines">
    <h2 id="lines">The lines that make this picture</h2>
    <div>
      <demo:excerpt of="${shown['The photo']}"/>
      <demo:excerpt of="${excerpts['web.xml']['The presets']}"/>
    </div>
  </section>
  <c:if test="${not photo.isDrawing()}">
    <h2>One source, any variant</h2>
    <ul class="examples">
      <li>
        <%-- shown: From the middle --%>
        <imgproxy:img src="${photo.source()}" resize="fill:288:288" format="webp" densities="1,2"
          alt="A square from the middle"/>
        <%-- shown: end --%>
        <demo:excerpt of="${shown['From the middle']}"/>
      </li>
      <li>
        <%-- shown: Around what stands out --%>
        <imgproxy:img src="${photo.source()}" resize="fill:288:288" gravity="sm" format="webp" densities="1,2"
          alt="A square around what stands out"/>
        <%-- shown: end --%>
        <demo:excerpt of="${shown['Around what stands out']}"/>
      </li>
      <li>
        <%-- shown: In a frame --%>
        <imgproxy:img src="${photo.source()}" resize="fill:240:240" options="pd:24" background="e8b04b"
          format="webp" densities="1,2" alt="The square with a coloured frame" width="288" height="288"/>
        <%-- shown: end --%>
        <demo:excerpt of="${shown['In a frame']}"/>
      </li>
      <li>
        <%-- shown: In very low quality --%>
        <imgproxy:img src="${photo.source()}" resize="fill:288:288" quality="5" format="jpg"
          alt="The square in very low quality"/>
        <%-- shown: end --%>
        <demo:excerpt of="${shown['In very low quality']}"/>
      </li>
    </ul>
  </c:if>
</demo:page>
