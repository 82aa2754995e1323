<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="photo" required="true" type="io.github.imgproxy4j.demo.Photo" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="saving" value="${savings.of(photo)}"/>
<span class="caption"><span class="title"><c:out value="${photo.title()}"/></span>
  <span class="weight" data-original="${photo.bytes()}"><span>${saving.was()}</span>
    <span class="became">${saving.became()}</span>
    <strong class="saved">${saving.share()}</strong></span></span>
