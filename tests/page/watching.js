// What a test looks for in a page: texts that cannot be read, and places one cannot see oneself at.
var watching = (() => {
  const channels = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);

  function luminance(parts) {
    const [r, g, b] = parts.slice(0, 3).map((one) => {
      const share = one / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function over(front, back, opacity) {
    const alpha = (front[3] ?? 1) * opacity;
    return [0, 1, 2].map((n) => front[n] * alpha + back[n] * (1 - alpha));
  }

  /** The colour behind an element, and how opaque it stands on it. */
  function behind(element) {
    const chain = [];
    for (let one = element; one; one = one.parentElement) chain.unshift(one);
    let [colour, opacity] = [[255, 255, 255], 1];
    for (const one of chain) {
      const style = getComputedStyle(one);
      opacity *= Number(style.opacity);
      const ground = channels(style.backgroundColor);
      if ((ground[3] ?? 1) > 0) colour = over(ground, colour, opacity);
    }
    return { colour, opacity };
  }

  function contrast(element) {
    const { colour, opacity } = behind(element);
    const front = over(channels(getComputedStyle(element).color), colour, opacity);
    const [one, other] = [luminance(front), luminance(colour)].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  }

  /** Texts under *root* that are in sight and have too little contrast (WCAG 2.2 AA). */
  function faint(root) {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const element = text.parentElement;
      if (!text.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest(":disabled, .unseen, script, svg, .bar")) continue; // names stand below a bar
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (contrast(element) < (isLarge ? 3 : 4.5)) found.push(`${text.data} ${contrast(element).toFixed(2)}`);
    }
    return found;
  }

  /** Where the keyboard stands: a name for it, and whether an outline shows it. */
  function focus() {
    const element = document.activeElement;
    const ringed = [element, element.closest("label")].filter(Boolean);
    const isSeen = ringed.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    const name = [element.tagName, element.name, element.value, element.textContent.slice(0, 40)].join(" ");
    return { name, isSeen, isBody: element === document.body, within: Boolean(element.closest("#try")) };
  }

  /** Choose one answer after another, so many times, and have the page laid out each time. */
  function flips(selector, count) {
    const inputs = document.querySelectorAll(selector);
    for (let n = 0; n < count; n += 1) {
      inputs[n % inputs.length].click();
      document.body.offsetHeight;
    }
  }
  return { faint, flips, focus };
})();
