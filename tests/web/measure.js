// Every piece of text on the wall that is shown: how large, how cut, how near the edge, how clear.
() => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const wall = document.querySelector('.wall').getBoundingClientRect()
  const isShown = (element) => !element.closest('.ruler, .unseen') && getComputedStyle(element).visibility !== 'hidden'
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim() !== '')
  const leaves = [...document.querySelectorAll('.wall *')].filter((element) => isShown(element) && own(element).length > 0)
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }
  const numbers = (color) => color.match(/[\d.]+/g).map(Number)
  const behind = (element) => {
    for (let box = element; box !== null; box = box.parentElement) {
      const color = numbers(getComputedStyle(box).backgroundColor)
      if (color.length === 3 || color[3] === 1) return color
    }
    return [255, 255, 255]
  }
  return leaves.map((element) => {
    const style = getComputedStyle(element)
    const rects = own(element).flatMap((node) => {
      const range = document.createRange()
      range.selectNodeContents(node)
      return [...range.getClientRects()]
    })
    const text = {
      left: Math.min(...rects.map((r) => r.left)), top: Math.min(...rects.map((r) => r.top)),
      right: Math.max(...rects.map((r) => r.right)), bottom: Math.max(...rects.map((r) => r.bottom)),
    }
    let cut = 0
    for (let box = element; box !== null && !box.classList.contains('wall'); box = box.parentElement) {
      if (getComputedStyle(box).overflow !== 'hidden') continue
      const edge = box.getBoundingClientRect()
      // Type stands in lines that are higher than its letters, so a tenth of a line is air.
      const air = parseFloat(style.fontSize) * 0.14
      cut = Math.max(cut, edge.left - text.left, text.right - edge.right, edge.top - text.top - air, text.bottom - edge.bottom - air)
    }
    const [one, other] = [luminance(numbers(style.color)), luminance(behind(element))].sort((a, b) => b - a)
    const inset = Math.min((text.left - wall.left) / wall.width, (wall.right - text.right) / wall.width,
      (text.top - wall.top) / wall.height, (wall.bottom - text.bottom) / wall.height)
    return {
      words: element.textContent.replaceAll('\u00AD', '').trim().slice(-60),
      role: element.matches('h1, .slot h2, .title, .topic, .number, .table, .place b') ? 'large' : 'other',
      size: (parseFloat(style.fontSize) / rem) * 20,
      cut, inset, contrast: (one + 0.05) / (other + 0.05),
      // The newest has its whole title on its card; in its fixed place at the side a very long one may end early.
      ends: element.matches('.title') && !element.closest('.newest') && element.textContent.endsWith(' …'),
      card: element.closest('.notice') ? 'notice' : 'wall',
      rects: rects.map((r) => [r.left, r.top + (r.bottom - r.top) * 0.2, r.right, r.bottom - (r.bottom - r.top) * 0.2]),
    }
  })
}
