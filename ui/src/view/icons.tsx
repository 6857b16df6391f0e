// Drawn for Errand. Each takes the colour and, but for the mark, the size of the text beside it.

import type { ReactNode } from "react";

function Icon({ children, name }: { children: ReactNode; name: string }) {
  return (
    <svg className={`icon ${name}`} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.7"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path className="mark-bubble" d="M16 2.5c7.7 0 13.5 5.4 13.5 12.5S23.7 27.5 16 27.5c-1.3 0-2.6-.2-3.8-.5L5.6 30c-.6.3-1.2-.3-1-.9l1.6-5C3.9 21.8 2.5 18.6 2.5 15 2.5 7.9 8.3 2.5 16 2.5Z" />
    <path className="mark-tick" d="m10.3 15.4 4 4 7.6-8.2" />
  </svg>
);
export const Tick = () => <Icon name="tick"><path d="m4.8 10.6 3.5 3.5 7-7.6" strokeWidth="2.3" /></Icon>;
export const Clock = () => <Icon name="clock"><circle cx="10" cy="10" r="7" /><path d="M10 6v4.3l2.7 1.6" /></Icon>;
export const Flag = () => <Icon name="flag"><path d="M5 17.5v-14c3-2 6.5 2 10.5.3v7.7c-4 1.7-7.5-2.3-10.5-.3" /></Icon>;
export const Pen = () => <Icon name="pen"><path d="m4 16 .8-3.5L13.5 3.8a1.4 1.4 0 0 1 2 0l.7.7a1.4 1.4 0 0 1 0 2L7.5 15.2 4 16Zm8-10.7 2.7 2.7" /></Icon>;
export const Bin = () => <Icon name="bin"><path d="M4 6h12M8 6V4.5A1 1 0 0 1 9 3.5h2a1 1 0 0 1 1 1V6m2.5 0-.6 9.2a1.4 1.4 0 0 1-1.4 1.3H7.5a1.4 1.4 0 0 1-1.4-1.3L5.5 6m3 3.5v4m3-4v4" /></Icon>;
export const Chevron = () => <Icon name="chevron"><path d="m7.5 5 5 5-5 5" strokeWidth="2" /></Icon>;
export const Bell = () => <Icon name="bell"><path d="M10 3.2a4.6 4.6 0 0 0-4.6 4.6c0 4.7-1.9 6-1.9 6h13s-1.9-1.3-1.9-6A4.6 4.6 0 0 0 10 3.2Zm-1.4 13a1.6 1.6 0 0 0 2.8 0" /></Icon>;
export const Send = () => <Icon name="send"><path d="M10 16V4.5m-5 4.8 5-5 5 5" strokeWidth="2.2" /></Icon>;
export const Calendar = () => <Icon name="calendar"><path d="M4 5.2h12v11H4zM4 8.8h12M7.3 3v3.4M12.7 3v3.4" /></Icon>;
export const Again = () => <Icon name="again"><path d="M4 9.2V8.5A3 3 0 0 1 7 5.5h8m-2.6-2.7L15 5.5l-2.6 2.7M16 10.8v.7a3 3 0 0 1-3 3H5m2.6 2.7L5 14.500l2.6-2.7" /></Icon>;
export const Hourglass = () => <Icon name="hourglass"><path d="M5.5 3h9M5.5 17h9M6.5 3v2.500c0 2 3.5 3 3.5 4.500s-3.5 2.5-3.5 4.500V17m7-14v2.500c0 2-3.5 3-3.5 4.500s3.5 2.5 3.5 4.500V17" /></Icon>;
export const Tag = () => <Icon name="tag"><path d="M8 3.5 6.4 16.500m7.2-13L12 16.500M4 7.500h12.500m-13 5H16" /></Icon>;
export const Folder = () => <Icon name="folder"><path d="M3 6a1.5 1.5 0 0 1 1.5-1.500H8l1.8 2h5.700A1.5 1.5 0 0 1 17 8v6.500a1.5 1.5 0 0 1-1.5 1.500h-11A1.5 1.5 0 0 1 3 14.500Z" /></Icon>;
export const Filter = () => <Icon name="filter"><path d="M3.5 5.500h13M6 10h8m-5.5 4.500h3" /></Icon>;
export const Swap = () => <Icon name="swap"><path d="M4 7.500h11.500m-3-3 3 3-3 3M16 13H4.500m3-3-3 3 3 3" /></Icon>;
export const Cross = () => <Icon name="cross"><path d="m6 6 8 8m0-8-8 8" /></Icon>;
export const TurnBack = () => <Icon name="turn-back"><path d="M7.5 4 3.8 7.700l3.7 3.700M4 7.700h8a4.2 4.2 0 0 1 0 8.300H8.5" /></Icon>;
