//! Readers by others that may panic on what somebody typed, fenced: a panic is an answer, and nobody
//! sees it.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

thread_local! {
    static FENCED: Cell<bool> = const { Cell::new(false) };
}

/// What `run` gives; nothing if it panicked. The message of such a panic is for nobody: what cannot
/// be read is told in words. Panics of all other code are shown as ever.
pub fn fenced<T>(run: impl FnOnce() -> T) -> Option<T> {
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
    let ended = panic::catch_unwind(AssertUnwindSafe(run)).ok();
    FENCED.set(outside);
    ended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_answer() {
        assert_eq!(fenced(|| 1), Some(1));
        let nothing: [u8; 0] = [];
        assert_eq!(fenced(|| nothing[std::hint::black_box(3)]), None);
        assert!(!FENCED.get());
    }
}
