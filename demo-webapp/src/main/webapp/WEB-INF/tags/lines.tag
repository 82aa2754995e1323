<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="file" required="true" %>
<%@ taglib prefix="demo" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<section class="lines" aria-labelledby="lines">
  <h2 id="lines">The lines that make these pictures</h2>
  <div>
    <c:forEach var="excerpt" items="${excerpts[file].values()}"><demo:excerpt of="${excerpt}"/></c:forEach>
    <demo:excerpt of="${excerpts['web.xml']['The presets']}"/>
  </div>
</section>
