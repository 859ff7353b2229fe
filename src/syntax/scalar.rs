//! placeholder until the grammar lands
use super::tree::*;
use crate::diag::Sink;
/// q
pub fn quantity(value: &Value, _sink: &mut Sink) -> Option<Quantity> { match &value.kind { ValueKind::Quantity(q) => Some(q.clone()), _ => None } }
/// p
pub fn pattern(value: &Value, _sink: &mut Sink) -> Option<String> { match &value.kind { ValueKind::Regex(q) => Some(q.clone()), _ => None } }
/// p
pub fn bad_pattern(_value: &Value, _source: &str, _reason: &str, _sink: &mut Sink) {}
