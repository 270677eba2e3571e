import { createRoot } from 'react-dom/client'
import Profile from './pages/Profile'

createRoot(document.getElementById('root')!).render(<Profile id={7} />)
