import { version } from '../../package.json';

export const larderVersion: string = version;

/** The release of Label Studio whose answers Larder gives. */
export const labelStudioRelease = '1.23.2';
