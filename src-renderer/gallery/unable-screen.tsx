import { useCommands } from '../shell/commands.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';

const reason = 'The body is not valid JSON.';

/** A screen whose main act cannot be done now, and says why in both places. */
export function UnableScreen() {
  useCommands([
    { id: 'predict', label: 'Predict', keys: 'mod+enter', disabledReason: reason, run: () => undefined },
  ]);
  return (
    <Page title="A screen with an act that cannot be done" width="reading">
      <p>
        <Button variant="primary" disabled aria-describedby="why">
          Predict
        </Button>
      </p>
      <p id="why">{reason}</p>
    </Page>
  );
}
