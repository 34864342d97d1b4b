//! What all formats share that Typst lays out: what it may see, and what is looked for on its pages.

pub mod frames;
mod overlaps;
pub mod world;

use std::cell::OnceCell;

use rayon::{ThreadPool, ThreadPoolBuilder};
use typst_layout::Page;

/// Whether a page, with so many dots a point, has no more dots than there is room for: a layout may
/// say that its paper is a mile long.
pub fn can_be_drawn(page: &Page, dots: f64) -> bool {
    const MOST: f64 = 50e6;
    let size = page.frame.size();
    size.x.to_pt() * size.y.to_pt() * dots * dots <= MOST
}

/// Runs `work` in a pool of one thread that belongs to the calling thread.
///
/// Typst and its PDF writer hand pieces of work to rayon. In a shared pool a thread that waits
/// for such a piece would begin another whole document on top of its stack, until that
/// overflows; so every worker is a plain thread with a pool of its own.
pub fn in_one_thread_pool<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread_local! {
        static POOL: OnceCell<Option<ThreadPool>> = const { OnceCell::new() };
    }
    POOL.with(|pool| {
        let pool = pool.get_or_init(|| {
            ThreadPoolBuilder::new().num_threads(1).stack_size(16 << 20).build().ok()
        });
        match pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    })
}
