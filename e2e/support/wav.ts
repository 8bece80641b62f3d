/** A short sound, as a file. */
export function wav(seconds = 2, rate = 8000): Buffer {
  const size = seconds * rate;
  const file = Buffer.alloc(44 + size, 128);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + size, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // channels
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate, 28);
  file.writeUInt16LE(1, 32); // bytes a frame
  file.writeUInt16LE(8, 34); // bits a sample
  file.write('data', 36);
  file.writeUInt32LE(size, 40);
  for (let at = 0; at < size; at += 1)
    file[44 + at] = 128 + Math.round(100 * Math.sin((at / rate) * 2 * Math.PI * 300));
  return file;
}
