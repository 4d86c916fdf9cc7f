// A job worker of its own process, as a team with its own code would run it; tests kill it in the middle of its work.
// Arguments: Temporal address, task queue, milliseconds that one job takes.
import { NativeConnection, Worker } from '@temporalio/worker';

const [address, taskQueue, duration] = process.argv.slice(2);

const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  taskQueue,
  activities: {
    'slow-answer': async ({ variables }) => {
      await new Promise((resolve) => setTimeout(resolve, Number(duration)));
      return { answer: `done for ${variables.number}` };
    },
  },
});
await worker.run();
