/* Lets the frame of a walk be as wide as a phone or a computer; a computer's page is made smaller where there is no room. */
(() => {
  "use strict";
  const stage = document.getElementById("walk-stage");
  const widths = document.getElementById("walk-widths");
  const frame = stage.querySelector("iframe");

  function fit() {
    const width = Number(stage.dataset.width);
    const scale = Math.min(1, stage.clientWidth / width);
    frame.style.inlineSize = `${width}px`;
    frame.style.blockSize = `${stage.clientHeight / scale}px`;
    frame.style.transform = scale < 1 ? `scale(${scale})` : "";
  }

  widths.addEventListener("change", ({ target }) => {
    stage.dataset.width = target.value;
    fit();
  });
  addEventListener("resize", fit);
  widths.hidden = false;
  fit();
})();
