/** The menu of the week, cheapest first. */
const list = document.querySelector('#menu ul')
const menu = await fetch('menu.json').then((answer) => answer.json())
const euros = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' })

for (const { name, price } of menu.sort((a, b) => a.price - b.price)) {
  const item = document.createElement('li')
  const cost = document.createElement('span')
  item.textContent = name
  cost.textContent = euros.format(price)
  item.append(cost)
  list.append(item)
}
