$(function () {
  $.ajax({
    url: CLUB.base + '/customers',
    headers: { 'api-token': CLUB.pass },
    success: function (list) {
      list.forEach(function (c) { $('#members').append($('<li>').text(c.contactName)); });
    }
  });
  $('#map').attr('src', 'https://maps.example.com/embed?key=' + CLUB.mapKey);
});
