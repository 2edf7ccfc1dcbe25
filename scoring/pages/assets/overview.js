// The filter. Without a script the form stays hidden and every unit is shown.
(function () {
  "use strict";
  var form = document.getElementById("_filter");
  var search = document.getElementById("_search");
  var group = document.getElementById("_group");
  var grade = document.getElementById("_grade");
  var shown = document.getElementById("_shown");
  var words = shown.getAttribute("data-words");
  var rows = document.querySelectorAll("tr[data-name]");
  var all = document.querySelectorAll(".ranking tr[data-name]").length;
  function matches(row) {
    return row.getAttribute("data-name").toLowerCase().indexOf(search.value.trim().toLowerCase()) >= 0 &&
      (!group.value || row.getAttribute("data-group") === group.value) &&
      (!grade.value || row.getAttribute("data-grade") === grade.value);
  }
  function apply() {
    var count = 0;
    for (var i = 0; i < rows.length; i++) {
      rows[i].hidden = !matches(rows[i]);
      if (!rows[i].hidden && rows[i].closest(".ranking")) count++;
    }
    var groups = document.querySelectorAll(".group");
    for (var j = 0; j < groups.length; j++) groups[j].hidden = !groups[j].querySelector("tr[data-name]:not([hidden])");
    shown.textContent = words.replace("{shown}", count).replace("{all}", all);
  }
  form.addEventListener("input", apply);
  form.addEventListener("reset", function () { setTimeout(apply); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  apply();
})();
