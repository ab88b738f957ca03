import fc from 'fast-check';

// For mutation testing, where each property runs some thousand times: as many examples as half a second allows.
fc.configureGlobal({ interruptAfterTimeLimit: 500 });
