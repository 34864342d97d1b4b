//! Readers of foreign files that may panic, fenced: a panic is an answer, and nobody sees it.

use std::{
    any::Any,
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

thread_local! {
    static FENCED: Cell<bool> = const { Cell::new(false) };
}

/// What a reader said when it panicked, in its own English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panic(pub String);

impl Panic {
    fn of(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        Self(text.unwrap_or_default())
    }
}

/// What `run` gives.
///
/// # Errors
/// When it panicked. The message of such a panic is not shown: a damaged file is reported in words, by
/// whoever knows its name. Panics of all other code are shown as ever.
pub fn fenced<T>(run: impl FnOnce() -> T) -> Result<T, Panic> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let shown = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !FENCED.get() {
                shown(panic);
            }
        }));
    });
    let outside = FENCED.replace(true);
    // What a reader leaves half done goes with it: nothing of it is looked at again.
    let ended = panic::catch_unwind(AssertUnwindSafe(run));
    FENCED.set(outside);
    ended.map_err(|payload| Panic::of(payload.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_answer() {
        assert_eq!(fenced(|| 1), Ok(1));
        let nothing: [u8; 0] = [];
        let said = fenced(|| nothing[std::hint::black_box(3)]).expect_err("a panic");
        assert!(said.0.contains("index out of bounds"), "{said:?}");
        assert_eq!(fenced(|| panic!("no {}", 1)), Err::<(), _>(Panic("no 1".into())));
        let within = fenced(|| fenced(|| panic!("a")).is_err() && FENCED.get());
        assert_eq!(within, Ok(true));
        assert!(!FENCED.get());
    }
}
