export function ModelerPage() {
  return null;
}
