//! What changed between two plans, in terms of meaning: for the validators, for the model, for the bill, and for drafts.
