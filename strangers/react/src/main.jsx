import { createRoot } from 'react-dom/client';
import { installFallback } from 'imgproxy4j';
// The block of docs/javascript.md.
import { Picture, useImages } from './pictures.jsx';

const SOURCES = ['local:///cats/tom.jpg', '/cats/tom.jpg'];

function Photos() {
  const images = useImages('card', SOURCES);
  return images.map((image, index) => <Picture key={index} image={image} alt="Tom" />);
}

installFallback();
createRoot(document.getElementById('root')).render(<Photos />);
