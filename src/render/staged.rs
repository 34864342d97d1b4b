//! What all formats have in common whose files wait in staging: made when all of a run can still be
//! found wrong, and published together.

use crate::model::{Address, Lang, Place};

/// A file that a format makes, before it is made.
#[derive(Debug, Clone, Copy)]
pub struct Output<'a> {
    /// Where it lies.
    pub address: Address<'a>,
    /// Its language, also where its address does not tell it.
    pub lang: &'a Lang,
    /// Changes exactly when the file does.
    pub key: u64,
}

/// A job, and the files that come of it together.
#[derive(Debug)]
pub struct Entry<'a, J> {
    /// What is to be made.
    pub job: J,
    /// Its files.
    pub files: Vec<Output<'a>>,
}

/// A file that was made.
#[derive(Debug)]
pub struct File {
    /// Its content; empty if it was not wanted.
    pub bytes: Vec<u8>,
    /// Whether its key stands for it. What is reported about one that does not is reported in each run.
    pub lasts: bool,
}

/// A compiled format: all that is the same for every place is made, and the rest follows for one
/// place after the other.
pub trait Staged<'a>: Sync {
    /// What is made in one go: a few numbers and references, as there are very many.
    type Job: Copy + Send + Sync;
    /// What can be wrong with it.
    type Fault: Send + Sync;

    /// What progress is called that is made with it.
    const NAME: &'static str;

    /// The jobs of a place in a language; `None` is the general edition, of which what all places
    /// share is made. `printed` tells whether the run has that place, or wants only the latter.
    fn enter(
        &self,
        place: Option<&'a Place>,
        lang: &'a Lang,
        printed: bool,
    ) -> Vec<Entry<'a, Self::Job>>;

    /// Which jobs are best made one after the other: those of the same number.
    fn group(&self, job: Self::Job) -> usize;

    /// Makes the files of a job that are wanted, in the order of its entry. What is wrong and keeps
    /// nothing from being made comes with them.
    ///
    /// # Errors
    /// Everything that is wrong with it: nothing of it may be published then.
    fn make(&self, job: Self::Job, wanted: &[bool]) -> Made<Self::Fault>;
}

/// What came of a job.
pub type Made<F> = Result<(Vec<File>, Vec<F>), Vec<F>>;
