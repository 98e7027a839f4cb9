const list = document.querySelector('#menu ul')
const menu = await fetch('menu.json').then((answer) => answer.json())

for (const tea of menu) {
  const item = document.createElement('li')
  item.innerHTML = tea.name + ' ' + tea.price
  list.append(item)
}
