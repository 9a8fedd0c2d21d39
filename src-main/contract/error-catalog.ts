import { template, type ErrorTemplate } from './error-template.ts';
import { packagingErrors } from './packaging-errors.ts';

/**
 * Every error a person can meet, with the sentence that names it, the likely cause and at least one fix.
 * No zod here: the renderer reads this table to explain errors that arise before the engine is reached.
 */
export const errorCatalog = {
  'input.invalid': template(
    'The request does not have the expected shape.',
    'One or more fields are missing or have the wrong type.',
    ['Correct the fields listed under Details and try again.'],
  ),
  'input.not-json': template(
    'The body is not valid JSON.',
    'The text stops being JSON at the place named under Details.',
    [
      'Check for a missing quote, comma or bracket.',
      'Write a missing number as null; JSON has no NaN or Infinity.',
    ],
  ),
  'input.too-large': template(
    'The body is too large to send.',
    'A single request may carry 6 MB, the smallest limit among the real-time services that the rehearsal stands for.',
    ['Send fewer rows in one request.', 'Put the rows in a file and use Predict a file.'],
  ),
  'input.media-type': template(
    'The server does not read this media type.',
    'The Content-Type header names a format that this model does not accept.',
    ['Send application/json, or text/csv for tables.'],
  ),
  'rows.empty': template('There are no rows to predict.', 'The list of rows is empty.', [
    'Add at least one row.',
  ]),
  'rows.too-many': template('There are too many rows in one request.', 'One request may hold 10,000 rows.', [
    'Send fewer rows in one request.',
    'Put the rows in a file and use Predict a file.',
  ]),
  'rows.shape': template(
    'The rows do not have a shape this route understands.',
    'The body is JSON, but the rows are not where this route expects them.',
    ['Start from an example of the model and change its values.'],
  ),
  'rows.column-missing': template('A column is missing.', 'The model needs every column of its signature.', [
    'Add the column named under Details to each row.',
  ]),
  'rows.column-unknown': template(
    'A column is not part of the signature.',
    'The name may be misspelt; the model would ignore the value.',
    ['Remove the column, or rename it to one of the signature.'],
  ),
  'rows.wrong-type': template(
    'A value has the wrong type.',
    'The column named under Details expects another kind of value.',
    ['Change the value to the type in the signature.'],
  ),
  'rows.not-finite': template(
    'A number is not finite.',
    'NaN and Infinity are not numbers that JSON or this model can carry.',
    ['Replace the value by a finite number.', 'Remove the row if the value is unknown.'],
  ),
  'rows.unknown-category': template(
    'A category was not seen in training.',
    'The column accepts only the categories of its signature.',
    ['Use one of the categories listed under Details.'],
  ),
  'file.missing': template(
    'The file was not found.',
    'The path does not exist, or this user may not see it.',
    ['Check the path for spelling.', 'Give the full path, starting at the root of the disk.'],
  ),
  'file.unreadable': template(
    'The file cannot be read.',
    'Permissions, a lock or a broken disk stop this program from reading it.',
    ['Make the file readable for your user.', 'Copy it to another folder and use that copy.'],
  ),
  'file.unwritable': template(
    'The result cannot be written.',
    'The folder is read-only, does not exist, or the disk is full.',
    ['Choose another folder for the result.', 'Free some disk space.'],
  ),
  'file.exists': template('A file of this name already exists.', 'Writing the result would replace it.', [
    'Choose another name for the result.',
  ]),
  'file.changed': template(
    'The input file has changed since the job began.',
    'Its size or date differs from what the job recorded, so finished rows may no longer match.',
    ['Discard this job and start it again on the new file.'],
    'never',
  ),
  'file.format': template(
    'The file has a format that is not supported here.',
    'Rows are read from CSV files with a header line and from JSON Lines files.',
    ['Save the rows as .csv with a header line, or as .jsonl with one object a line.'],
  ),
  'file.row': template(
    'A row of the file cannot be predicted.',
    'The row named under Details does not fit the signature.',
    ['Correct the row in the file, discard this job and start it again.'],
    'never',
  ),
  'model.missing': template(
    'This model is not known.',
    'It may have been removed, or the address is from another installation.',
    ['Choose a model from the list of models.'],
    'never',
  ),
  'model.unreadable': template(
    'The model cannot be loaded.',
    'The file is damaged, or it needs an operator this runtime does not have.',
    ['Export the model again and replace the file.', 'Reinstall Slipway if this is one of its samples.'],
  ),
  'model.failed': template(
    'The model failed on this input.',
    'The input fits the signature, but the model stopped with an error of its own.',
    ['Try the example row: if that works, compare the two inputs.'],
  ),
  ...packagingErrors,
  'server.start-failed': template(
    'The model server did not start.',
    'The process ended before it was ready.',
    ['Try again.', 'Copy the diagnostics and look at the last lines of the log.'],
    'same',
  ),
  'server.starting': template(
    'The model server is still starting.',
    'The model is being loaded and checked on its first example.',
    ['Wait until the health route answers 200, then try again.'],
    'same',
  ),
  'server.no-route': template(
    'The model server has nothing at this path.',
    'The path may be misspelt, or belong to another kind of server.',
    ['Look at /openapi.json of the server for its paths.'],
  ),
  'server.method': template(
    'This path is asked in another way.',
    'Predictions are asked with POST, health and descriptions with GET.',
    ['Use the method named in the Allow header of the answer.'],
  ),
  'server.stopped': template(
    'The model server stopped.',
    'The process that served this model ended while it was in use.',
    ['Try again: the server is started anew.'],
    'same',
  ),
  'server.timeout': template(
    'The model server did not answer in time.',
    'One request may take 60 seconds, the limit of a real-time endpoint on SageMaker.',
    ['Send fewer rows in one request.', 'Try again.'],
    'same',
  ),
  'check.missing': template(
    'This check is not known.',
    'The name is misspelt, or the address is from another version.',
    ['Choose a check from the list that slipway doctor prints.'],
    'never',
  ),
  'job.missing': template(
    'This job is not known.',
    'It may have been removed, or the address is from another installation.',
    ['Choose a job from Activity.'],
    'never',
  ),
  'job.state': template(
    'This job cannot do that now.',
    'Its state has changed since the page was drawn.',
    ['Look at the current state of the job, then choose again.'],
    'never',
  ),
  'job.undo-failed': template(
    'Part of the work could not be undone.',
    'A resource listed under Details could not be removed.',
    ['Remove it by hand, then discard the job again.'],
  ),
  'storage.corrupt': template(
    'The database could not be read and was set aside.',
    'The file is damaged. A copy is kept under the name shown under Details.',
    ['Carry on: a new, empty database is in use.', 'Send the copy along when you report the fault.'],
    'never',
  ),
  'storage.newer': template(
    'The database was written by a newer Slipway.',
    'This version does not know its format, and will not touch it.',
    ['Start the newer Slipway.', 'Set SLIPWAY_HOME to another folder to start empty.'],
  ),
  'storage.unavailable': template(
    'The state folder cannot be used.',
    'It cannot be created or written, or another program holds a lock on the database.',
    ['Make the folder writable for your user.', 'Set SLIPWAY_HOME to a folder that is.'],
  ),
  'host.unsupported': template(
    'This window cannot do that.',
    'A browser page may not open dialogs or folders of the computer.',
    ['Type the path instead.', 'Use the desktop window.'],
    'never',
  ),
  'host.refused': template(
    'The address was not opened.',
    'Only https addresses are opened outside the app.',
    ['Copy the address and open it yourself if you trust it.'],
    'never',
  ),
  'host.port-in-use': template(
    'The port is already in use.',
    'Another program listens on the port that was asked for.',
    ['Choose another port with --port, or leave the option out.'],
  ),
  'host.port-forbidden': template(
    'This user may not listen on the port.',
    'Systems keep low port numbers, those below 1024 as a rule, for administrators.',
    ['Choose a port of 1024 or higher with --port, or leave the option out.'],
  ),
  'engine.disconnected': template(
    'The engine is not reachable.',
    'Its process has ended, or this page was opened with an address that has been used up.',
    ['Start Slipway again and open the address it prints.', 'Wait: the page reconnects by itself.'],
    'same',
  ),
  'command.usage': template(
    'The command line was not understood.',
    'A command, an option or a value does not exist, or one is missing.',
    ['Add --help to the command to see what it takes.'],
  ),
  'app.not-built': template('Slipway is not built yet.', 'The folder with the built program is missing.', [
    'Run npm start once.',
  ]),
  internal: template(
    'Something failed inside Slipway.',
    'This is a fault of the program, not of your input.',
    ['Try again.', 'Copy the diagnostics and report them with the log id.'],
    'same',
  ),
} as const satisfies Record<string, ErrorTemplate>;

export type ErrorCode = keyof typeof errorCatalog;
