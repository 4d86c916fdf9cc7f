import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type OwnAttributes = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'style' | 'color' | 'type'>;

interface WithRef {
  readonly ref?: Ref<HTMLAnchorElement>;
}

function ButtonAnchor(props: ButtonProps & OwnAttributes & WithRef) {
  return <Button component="a" {...props} />;
}

function PlainAnchor(props: AnchorProps & OwnAttributes & WithRef) {
  return <Anchor {...props} />;
}

/** A link of the application that looks like a button. */
export const LinkButton = createLink(ButtonAnchor);
/** A link of the application within text. */
export const LinkAnchor = createLink(PlainAnchor);
