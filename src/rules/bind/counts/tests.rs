use super::check;
use crate::lang::Lang;
use crate::rules::bind::pair::claimed;
