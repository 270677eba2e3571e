$(function () {
  $.getJSON(CLUB.base + '/members.php', function (list) {
    list.forEach(function (c) { $('#members').append($('<li>').text(c.contactName)); });
  });
  $('#map').attr('src', 'https://maps.example.com/embed?key=' + CLUB.mapKey);
});
