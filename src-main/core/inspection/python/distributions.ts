import { knownLibraries } from '../pickle/known-globals.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Modules that come with Python 3.10 to 3.13; those that one of them no longer has are here as well. */
const standardModules: ReadonlySet<string> = new Set(
  words(`
    __future__ abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 calendar cgi cgitb
    chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg cProfile
    crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler
    fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http
    imaplib imghdr imp importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox mailcap marshal math
    mimetypes mmap modulefinder msvcrt multiprocessing netrc nntplib ntpath numbers operator optparse os pathlib pdb pickle pickletools pipes
    pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline
    reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib sndhdr socket socketserver
    spwd sqlite3 ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib
    tempfile termios test textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing
    unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile
    zipimport zlib zoneinfo _thread
  `),
);

/** Distributions of modules that scripts import besides the libraries of models. */
const others: ReadonlyMap<string, string> = new Map(
  words(`
    yaml=PyYAML PIL=pillow cv2=opencv-python-headless requests=requests bs4=beautifulsoup4 dateutil=python-dateutil pydantic=pydantic
    onnxruntime=onnxruntime orjson=orjson msgpack=msgpack boto3=boto3 azureml=azureml-core cloudpickle=cloudpickle dill=dill h5py=h5py
    safetensors=safetensors einops=einops timm=timm accelerate=accelerate peft=peft sentencepiece=sentencepiece regex=regex tqdm=tqdm
    matplotlib=matplotlib seaborn=seaborn networkx=networkx numba=numba shap=shap optuna=optuna duckdb=duckdb openpyxl=openpyxl
    librosa=librosa soundfile=soundfile torchaudio=torchaudio tf_keras=tf-keras jax=jax flax=flax
  `).map((pair) => pair.split('=') as [string, string]),
);

/**
 * Distributions that bring imported modules, and the modules of which none is known: a guessed name could be somebody else's
 * package. `beside`: modules that are files of the model.
 */
export function importedDistributions(
  modules: readonly string[],
  beside: ReadonlySet<string>,
): { known: string[]; unknown: string[] } {
  const foreign = modules.filter((name) => !standardModules.has(name) && !beside.has(name));
  const known = foreign
    .map((name) => knownLibraries.get(name) ?? others.get(name))
    .filter((name) => name !== undefined);
  const unknown = foreign.filter((name) => !knownLibraries.has(name) && !others.has(name));
  return { known: [...new Set(known)], unknown };
}
