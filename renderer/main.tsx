/** Opens the window. */
import { createRoot } from 'react-dom/client'

const place = document.querySelector('#app')
if (place) createRoot(place).render(<p>Strata</p>)
