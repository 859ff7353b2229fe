//! Reading a rule's arguments, with messages.

/// Reads the arguments of one rule.
#[derive(Debug)]
pub struct Binder<'a> {
    _p: &'a (),
}
