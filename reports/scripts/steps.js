// The numbers of reports/charts/steps.py, null where there is none, with so many decimals.
function numbersOf(text, decimals = 0) {
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const found = [];
  let [total, step, place] = [0, 0, 1];
  for (const digit of text) {
    if (digit === ".") { found.push(null); continue; }
    const bits = DIGITS.indexOf(digit);
    step += (bits & 31) * place;
    if (bits & 32) { place *= 32; continue; }
    total += (step % 2 ? -1 : 1) * Math.floor(step / 2);
    found.push(total / 10 ** decimals);
    [step, place] = [0, 1];
  }
  return found;
}
