/**
 * The exceptions of embedded mode. They stand in plain JavaScript, apart from the server's own, because
 * the launch scripts throw them before anything is installed or built.
 */

/** Thrown when embedded mode can't go on and the person at the terminal can do something about it. */
export class EmbeddedError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = new.target.name;
    /** @readonly */
    this.code = code;
  }
}

/** Thrown when one way of obtaining an executable doesn't work; the next one is tried. */
export class SourceUnavailableError extends EmbeddedError {
  /**
   * @param {string} reason
   * @param {ErrorOptions} [options]
   */
  constructor(reason, options) {
    super('SOURCE_UNAVAILABLE', reason, options);
  }
}

/** Thrown when none of the ways of obtaining an executable works. */
export class ExecutableNotObtainedError extends EmbeddedError {
  /**
   * @param {string} title
   * @param {{ source: string, reason: string }[]} attempts
   * @param {string} fix
   */
  constructor(title, attempts, fix) {
    const lines = attempts.map(({ source, reason }) => `  - ${source}: ${reason}`);
    super(
      'EXECUTABLE_NOT_OBTAINED',
      `Expected to obtain ${title}, but none of the ways works:\n${lines.join('\n')}\nThis would fix it: ${fix}`,
    );
    /** @readonly */
    this.attempts = attempts;
    /** @readonly */
    this.fix = fix;
  }
}

/** Thrown when a child process ends, or stays silent for too long, before it is ready. */
export class ChildNotReadyError extends EmbeddedError {
  /**
   * @param {string} childName
   * @param {string} reason
   * @param {string} logTail
   */
  constructor(childName, reason, logTail) {
    super(
      'CHILD_NOT_READY',
      `Expected '${childName}' to become ready, but it ${reason}.${logTail ? `\nThe end of its log:\n${logTail}` : ''}`,
    );
    /** @readonly */
    this.childName = childName;
    /** @readonly */
    this.logTail = logTail;
  }
}

/** Thrown when the port that was asked for is taken by another process. */
export class PortInUseError extends EmbeddedError {
  /**
   * @param {number} port
   * @param {string} setting
   */
  constructor(port, setting) {
    super(
      'PORT_IN_USE',
      `Expected port ${port} (from ${setting}) to be free, but another process listens on it. ` +
        `Stop that process, choose another port, or unset ${setting} to let one be chosen.`,
    );
    /** @readonly */
    this.port = port;
  }
}

/** Thrown when another living process works on the data folder. */
export class DataFolderInUseError extends EmbeddedError {
  /**
   * @param {string} folder
   * @param {number} pid
   */
  constructor(folder, pid) {
    super(
      'DATA_FOLDER_IN_USE',
      `Expected the data folder '${folder}' to be free, but process ${pid} is using it. ` +
        `Stop it (kill ${pid}), or set LEMNISCATE_DATA_DIR to another folder.`,
    );
    /** @readonly */
    this.pid = pid;
  }
}

/** Thrown when the data on disk was written by another version of a server than the one found. */
export class DataVersionError extends EmbeddedError {
  /** @param {string} message */
  constructor(message) {
    super('DATA_VERSION', message);
  }
}

/** Thrown instead of installing into a folder that another checkout lends: `npm ci` would empty it. */
export class BorrowedDependenciesError extends EmbeddedError {
  /**
   * @param {string} folder
   * @param {string} difference
   */
  constructor(folder, difference) {
    super(
      'BORROWED_DEPENDENCIES',
      `Expected '${folder}' to be this checkout's own, but it is a link and what it leads to is not what the lockfile ` +
        `says (${difference}). Install there, or remove the link.`,
    );
  }
}

/** Thrown when a command that a launch script runs ends with a failure. */
export class CommandFailedError extends EmbeddedError {
  /**
   * @param {string} command
   * @param {string} reason
   * @param {string} [output]
   */
  constructor(command, reason, output = '') {
    super(
      'COMMAND_FAILED',
      `Expected '${command}' to succeed, but it ${reason}.${output ? `\n${output}` : ''}`,
    );
    /** @readonly */
    this.output = output;
  }
}

/**
 * Compares the code of whatever was thrown, in whichever realm it was made.
 * @param {unknown} error
 * @param {string | number} code
 */
export function hasErrorCode(error, code) {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === code;
}

/**
 * Whether a child ended because another process had its port.
 * @param {unknown} error
 */
export function isPortTaken(error) {
  return (
    error instanceof ChildNotReadyError && /EADDRINUSE|address already in use/i.test(error.logTail)
  );
}
