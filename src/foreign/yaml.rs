//! Values of a YAML text, no more and no deeper than a person writes.

use serde::de::DeserializeOwned;
use serde_yaml::{Budget, Error};

pub use serde_yaml::Options;

use super::fenced;

/// Values inside each other. Settings and records have five.
const DEEPEST: usize = 32;

/// Why a text is not read.
#[derive(Debug)]
pub enum Fault {
    /// It is no sound YAML.
    Malformed(Box<Error>),
    /// It holds more values, or deeper ones, than a person writes, or names one very often: where the
    /// reader stopped.
    Much(Box<Error>),
    /// Its reader gave up.
    Broken,
}

/// Reads a text. The limits of the reader hold whatever the options say: a few letters can name
/// thousands of millions of values, and each that is in another is a call on the stack.
///
/// # Errors
/// When it is no sound YAML, or holds too much.
pub fn read<T: DeserializeOwned>(text: &str, mut options: Options) -> Result<T, Fault> {
    let mut budget = Budget::default();
    budget.max_depth = DEEPEST;
    options.budget = Some(budget);
    fenced(|| serde_yaml::from_str_with_options(text, options)).map_err(|_| Fault::Broken)?.map_err(
        |error| match error.without_snippet() {
            Error::Budget { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. } => Fault::Much(Box::new(error)),
            _ => Fault::Malformed(Box::new(error)),
        },
    )
}
