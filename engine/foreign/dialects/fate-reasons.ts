/** Reasons that hold for what several tools write. */
export const forModelers = 'Of use to the tool that drew the model';
export const newest = 'Which version counts is told by what is deployed together';
export const inOrder = 'Jobs are served in the order in which they come';
export const listeners = 'Listeners are not run';
export const ofCaller = 'A called process has the business key of its caller';
export const onChange = 'A condition is asked whenever a variable that it names changes';
