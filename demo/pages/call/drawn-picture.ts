export interface DrawnPictureOptions {
  /** One or two letters. */
  readonly initials: string;
  /** 0 to 360: the picture's colour. */
  readonly hue: number;
}

const WIDTH = 960;
const HEIGHT = 540;
const RADIUS = 88;
const FRAMES_PER_SECOND = 12;

/** A picture to send when there is no camera: the person's initials before slowly moving colours. */
export function startDrawnPicture(options: DrawnPictureOptions): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser draws no canvas.');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const draw = () => drawFrame(context, options, still.matches ? 0 : performance.now() / 1000);
  draw();
  // A timer, not animation frames: those stop in a window that is covered, and the other side would freeze.
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();
  if (!track) throw new Error('This browser captures no canvas.');
  // Letters: rather fewer pictures than blurred ones.
  track.contentHint = 'detail';
  const stop = track.stop.bind(track);
  track.stop = () => {
    clearInterval(timer);
    stop();
  };
  return track;
}

function drawFrame(context: CanvasRenderingContext2D, options: DrawnPictureOptions, seconds: number): void {
  const { hue } = options;
  const backdrop = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
  backdrop.addColorStop(0, `hsl(${hue} 34% 24%)`);
  backdrop.addColorStop(1, `hsl(${hue + 28} 40% 14%)`);
  context.fillStyle = backdrop;
  context.fillRect(0, 0, WIDTH, HEIGHT);

  drawGlow(context, 0.24 + 0.05 * Math.sin(seconds / 5), 0.2, 0.62, `hsl(${hue - 14} 55% 46%`);
  drawGlow(context, 0.82 + 0.04 * Math.cos(seconds / 6), 0.86, 0.7, `hsl(${hue + 42} 50% 40%`);
  drawGlow(context, 0.6, 0.1 + 0.05 * Math.sin(seconds / 7), 0.4, `hsl(${hue + 80} 45% 48%`);

  const breath = 1 + 0.025 * Math.sin(seconds * 1.3);
  const centre = { x: WIDTH / 2, y: HEIGHT / 2 };
  for (const [radius, opacity] of [
    [136 * breath, 0.06],
    [112 * breath, 0.09],
  ] as const) {
    context.fillStyle = `rgb(255 255 255 / ${opacity})`;
    context.beginPath();
    context.arc(centre.x, centre.y, radius, 0, Math.PI * 2);
    context.fill();
  }
  const face = context.createLinearGradient(0, centre.y - RADIUS, 0, centre.y + RADIUS);
  face.addColorStop(0, `hsl(${hue} 48% 60%)`);
  face.addColorStop(1, `hsl(${hue + 18} 52% 38%)`);
  context.fillStyle = face;
  context.beginPath();
  context.arc(centre.x, centre.y, RADIUS, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = 'white';
  context.font = '600 72px system-ui, "Segoe UI", sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(options.initials, centre.x, centre.y + 4);
}

/** `colour` is an open `hsl(…`: its opacity is added. */
function drawGlow(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  size: number,
  colour: string,
): void {
  const radius = size * HEIGHT;
  const glow = context.createRadialGradient(x * WIDTH, y * HEIGHT, 0, x * WIDTH, y * HEIGHT, radius);
  glow.addColorStop(0, `${colour} / 0.5)`);
  glow.addColorStop(1, `${colour} / 0)`);
  context.fillStyle = glow;
  context.fillRect(0, 0, WIDTH, HEIGHT);
}
