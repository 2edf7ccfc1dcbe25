// Shows which card and marks belong to the address, and brings the card beside the text into view. The page works without it.
(function () {
  "use strict";
  function show() {
    var old = document.querySelectorAll(".on");
    for (var i = 0; i < old.length; i++) old[i].classList.remove("on");
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    var holder = target.hasAttribute("data-c") ? target : target.querySelector("[data-c]");
    if (!holder || target.id.charAt(0) === "_" && !target.hasAttribute("data-c")) return;
    var wanted = holder.getAttribute("data-c").split(" ");
    if (wanted.indexOf(target.id) >= 0) wanted = [target.id];
    var parts = document.querySelectorAll("[data-c]");
    var card = null;
    for (var j = 0; j < parts.length; j++) {
      var own = parts[j].getAttribute("data-c").split(" ");
      if (!own.some(function (id) { return wanted.indexOf(id) >= 0; })) continue;
      parts[j].classList.add("on");
      if (!card && parts[j].tagName === "ARTICLE") card = parts[j];
    }
    var panel = document.querySelector(".criteria");
    if (card && card !== target && panel && getComputedStyle(panel).position === "sticky") {
      panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 60;
    }
  }
  window.addEventListener("hashchange", show);
  show();
})();
