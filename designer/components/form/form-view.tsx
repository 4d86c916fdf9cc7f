import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import './form-view.css';
import type { Form } from '@bpmn-io/form-js-viewer';
import { Skeleton, Stack } from '@mantine/core';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { FormSchema } from '../../../server/contract/index.js';
import { ErrorState } from '../page-states.js';
import { withPlainNumbers } from './plain-numbers.js';

export type FormData = Record<string, unknown>;

export interface FormSubmission {
  readonly data: FormData;
  readonly isValid: boolean;
}

export interface FormHandle {
  /** Checks every field; the errors show beside the fields. */
  submit(): Promise<FormSubmission>;
  focusFirstField(): void;
}

interface FormViewProps {
  readonly schema: FormSchema;
  /** Read once, when the form opens. */
  readonly initialData: FormData;
  readonly isReadOnly?: boolean;
  readonly label: string;
  readonly onChange?: (data: FormData) => void;
  readonly ref?: Ref<FormHandle>;
}

type FormOptions = ConstructorParameters<typeof Form>[0];

interface ChangeEvent {
  readonly data: FormData;
}

const FIELDS =
  'input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

const nextFrame = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

function focusFirstField(container: HTMLElement | null): void {
  const broken = container?.querySelector<HTMLElement>('[aria-invalid="true"]');
  (broken ?? container?.querySelector<HTMLElement>(FIELDS))?.focus();
}

/** One form-js form; the person's input lives inside it and survives every render of React. */
export function FormView({
  schema,
  initialData,
  isReadOnly = false,
  label,
  onChange,
  ref,
}: FormViewProps) {
  const container = useRef<HTMLDivElement>(null);
  const form = useRef<Form | undefined>(undefined);
  const [error, setError] = useState<unknown>();
  const [isReady, setIsReady] = useState(false);
  const latest = useRef({ onChange, initialData, isReadOnly });
  useEffect(() => {
    latest.current = { onChange, initialData, isReadOnly };
  });

  useEffect(() => {
    let isGone = false;
    let created: Form | undefined;
    async function open(): Promise<void> {
      const { Form: FormClass } = await import('@bpmn-io/form-js-viewer');
      if (isGone || container.current === null) return;
      created = new FormClass({ container: container.current, debounce: false } as FormOptions);
      created.setProperty('readOnly', latest.current.isReadOnly);
      const data = withPlainNumbers(latest.current.initialData);
      await created.importSchema({ type: 'default', ...schema }, data);
      if (isGone) return;
      let before = JSON.stringify(created._getState().data);
      created.on('changed', (event: ChangeEvent) => {
        const after = JSON.stringify(event.data);
        if (after !== before && !latest.current.isReadOnly) latest.current.onChange?.(event.data);
        before = after;
      });
      form.current = created;
      setIsReady(true);
    }
    open().catch((caught: unknown) => setError(caught));
    return () => {
      isGone = true;
      form.current = undefined;
      setIsReady(false);
      created?.destroy();
    };
  }, [schema]);

  useEffect(() => {
    form.current?.setProperty('readOnly', isReadOnly);
  }, [isReadOnly, isReady]);

  useImperativeHandle(
    ref,
    () => ({
      async submit() {
        if (form.current === undefined) return { data: {}, isValid: false };
        // A field hands over what was typed when it loses the focus.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        await nextFrame();
        const { data, errors } = form.current.submit();
        return { data: data, isValid: Object.keys(errors).length === 0 };
      },
      focusFirstField: () => void nextFrame().then(() => focusFirstField(container.current)),
    }),
    [],
  );

  if (error !== undefined) return <ErrorState error={error} />;
  return (
    <>
      {!isReady && (
        <Stack aria-hidden="true">
          <Skeleton h={36} />
          <Skeleton h={36} />
          <Skeleton h={72} />
        </Stack>
      )}
      <div ref={container} className="lem-form" role="group" aria-label={label} hidden={!isReady} />
    </>
  );
}
