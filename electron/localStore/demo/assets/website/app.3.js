/** The menu of the week, cheapest first. */
async function showMenu() {
  const list = document.querySelector('#menu ul')
  const answer = await fetch('menu.json')
  if (!answer.ok) return
  const menu = await answer.json()
  const euros = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' })
  for (const { name, price } of menu.toSorted((a, b) => a.price - b.price)) {
    const item = document.createElement('li')
    const cost = document.createElement('span')
    item.textContent = name
    cost.textContent = euros.format(price)
    item.append(cost)
    list.append(item)
  }
}

/** Keeps a chair, at least in this browser. */
function keepChair(event) {
  event.preventDefault()
  const { name, time } = Object.fromEntries(new FormData(event.target))
  localStorage.setItem('chair', JSON.stringify({ name, time }))
  event.target.querySelector('output').textContent = `See you at ${time}, ${name}.`
}

document.querySelector('#chair')?.addEventListener('submit', keepChair)
await showMenu()
