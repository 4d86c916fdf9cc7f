/** A warning or a failure, as far as it says where it was given. */
interface Located {
  readonly expression?: string;
  readonly from?: number;
  readonly to?: number;
}

/** The text in which something went wrong, and where in it. */
export function placeOf({ expression, from, to }: Located): Located {
  return {
    ...(expression === undefined ? {} : { expression }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
