const words = (text: string): string[] => text.trim().split(/\s+/);
const under = (module: string, names: string): string[] => words(names).map((name) => `${module}.${name}`);

/**
 * Modules of which nothing belongs into a model, with all below them: they run programs, read and write files, reach
 * the network, load code or load other pickles. Gathered from the public lists of the scanners picklescan, fickling
 * and modelscan, and from the standard library's index.
 */
export const dangerousModules: ReadonlySet<string> = new Set(
  words(`
    os posix nt posixpath ntpath genericpath subprocess _posixsubprocess _winapi winreg msvcrt sys shutil pty platform commands popen2
    resource fcntl mmap signal faulthandler posixshmem _posixshmem syslog pwd grp crypt readline rlcompleter curses
    socket _socket ssl _ssl select selectors socketserver http urllib urllib2 urllib3 httplib requests httpx aiohttp ftplib smtplib smtpd
    poplib imaplib nntplib telnetlib webbrowser xmlrpc wsgiref asyncio asyncore asynchat paramiko fabric
    pexpect boto3 botocore fsspec s3fs gcsfs
    multiprocessing concurrent threading _thread dummy_threading sched queue ctypes _ctypes cffi
    importlib _frozen_importlib _frozen_importlib_external imp pkgutil runpy zipimport pip _pip setuptools pkg_resources ensurepip venv
    code codeop bdb pdb trace timeit cProfile profile pstats doctest unittest pytest test idlelib lib2to3 pydoc py_compile compileall
    pickle _pickle cPickle dill cloudpickle marshal shelve dbm tempfile fileinput glob fnmatch linecache
    io _io _pyio gzip bz2 lzma tarfile zipfile zipapp sqlite3 _sqlite3 csv mailbox netrc
    SocketServer BaseHTTPServer SimpleHTTPServer CGIHTTPServer DocXMLRPCServer SimpleXMLRPCServer xmlrpclib thread dummy_thread Tkinter
    FileDialog tkFileDialog dumbdbm gdbm anydbm whichdb dbhash _winreg robotparser Queue urlparse
    inspect gc atexit site sysconfig distutils types dis ast symtable antigravity this IPython ipykernel sh plumbum tkinter turtle
    torch.hub torch.utils.cpp_extension torch.utils._config_module torch.utils.collect_env torch.utils.bottleneck torch._inductor.codecache
    torch.jit.unsupported_tensor_ops torch.distributed torch.multiprocessing torch.package
    numpy.f2py numpy.distutils numpy.testing numpy.ctypeslib numpy.lib.npyio numpy.lib._npyio_impl numpy.lib._datasource
    pandas.io pandas.core.computation joblib.externals joblib.memory joblib.parallel scipy.io scipy._lib._testutils
    logging.config logging.handlers mlflow.utils mlflow.projects tensorflow.python.platform sklearn.utils._testing
  `),
);

/** Callables of harmless modules that are not harmless. */
export const dangerousNames: ReadonlySet<string> = new Set([
  ...under('operator', 'attrgetter methodcaller itemgetter call concat iconcat imul setitem delitem'),
  ...under('_operator', 'attrgetter methodcaller itemgetter call setitem delitem'),
  ...under('functools', 'reduce cached_property singledispatch wraps update_wrapper'),
  ...under('_functools', 'reduce'),
  ...under('itertools', 'imap ifilter ifilterfalse'),
  ...under('itertools', 'starmap accumulate takewhile dropwhile filterfalse'),
  ...under('logging', 'FileHandler StreamHandler basicConfig'),
  ...under(
    'numpy',
    'load loadtxt genfromtxt fromfile fromregex save savetxt savez memmap vectorize apply_along_axis',
  ),
  ...under('numpy.core', '_ufunc_reconstruct memmap'),
  ...under('numpy._core', '_ufunc_reconstruct memmap'),
  ...under('numpy.core.records', 'fromfile'),
  ...under('numpy._core.records', 'fromfile'),
  ...under('pandas', 'eval read_pickle read_csv read_json read_hdf read_sql read_html read_parquet HDFStore'),
  ...under('joblib', 'load dump Memory Parallel'),
  ...under('joblib.numpy_pickle', 'load dump load_temporary_memmap'),
  ...under('skops.io', 'load loads'),
  ...under('torch', 'load save compile'),
  ...under('torch.serialization', 'load save _load'),
  ...under('torch.storage', '_load_from_bytes'),
  ...under('torch.jit', 'load save'),
  ...under('torch.jit._serialization', 'load'),
  ...under('torch._dynamo.guards', 'GuardBuilder.get'),
  ...under('torch.fx.experimental.symbolic_shapes', 'ShapeEnv.evaluate_guards_expression'),
  ...under('torch.utils.data.datapipes.utils.decoder', 'basichandlers'),
  ...under('keras.models', 'load_model model_from_json'),
  ...under('tensorflow', 'py_function numpy_function io.read_file io.write_file'),
  ...under('tensorflow.keras.models', 'load_model'),
  ...under('_codecs', 'lookup register'),
  ...under('codecs', 'open lookup register'),
  ...under('_bootlocale', 'getpreferredencoding'),
]);

/** Names that are dangerous wherever they are reached from: modules import them, and a dotted name leads there. */
export const dangerousSteps: ReadonlySet<string> = new Set(
  words(`
    os sys posix nt subprocess builtins __builtin__ __builtins__ __import__ __globals__ __dict__ __class__ __subclasses__ __mro__ __base__
    __bases__ __getattribute__ __getattr__ __init_subclass__ __code__ __loader__ __spec__ __reduce__ __reduce_ex__ modules importlib import_module
    shutil socket runpy pty ctypes webbrowser cloudpickle system popen Popen spawn spawnl spawnv execv execve execl check_output
    check_call eval exec compile getattr setattr open
  `),
);

/** Functions that libraries write into their pickles on purpose, and harmless members of the modules above. */
export const knownNames: ReadonlySet<string> = new Set([
  ...under('copyreg', '_reconstructor __newobj__ __newobj_ex__'),
  ...under('copy_reg', '_reconstructor __newobj__'),
  ...under('_codecs', 'encode'),
  ...under('collections', 'OrderedDict defaultdict deque Counter'),
  ...under('functools', 'partial'),
  ...under('datetime', 'datetime date time timedelta timezone'),
  ...under('decimal', 'Decimal'),
  ...under('fractions', 'Fraction'),
  ...under('re', '_compile'),
  ...under('array', 'array _array_reconstructor'),
  ...under('uuid', 'UUID'),
  ...under('types', 'SimpleNamespace MappingProxyType'),
  ...under('inspect', 'Signature Parameter'),
  ...under(
    'numpy',
    'dtype ndarray float64 float32 float16 int64 int32 int16 int8 uint8 uint16 uint32 uint64 bool_ bool str_ nan',
  ),
  ...under(
    'numpy',
    'log log1p log2 log10 exp expm1 sqrt cbrt square abs absolute sign sin cos tan tanh arctan reciprocal clip nan_to_num isnan',
  ),
  ...under('numpy', 'mean median std var min max sum'),
  ...under('numpy.ma.core', '_mareconstruct'),
  ...under(
    'sklearn.feature_selection._univariate_selection',
    'f_classif f_regression f_oneway chi2 r_regression',
  ),
  ...under('sklearn.feature_selection._mutual_info', 'mutual_info_classif mutual_info_regression'),
  ...under('sklearn.compose._column_transformer', 'make_column_selector'),
  ...under('sklearn.cluster._kmeans', '_kmeans_single_lloyd _kmeans_single_elkan'),
  ...under('pandas._libs.internals', '_unpickle_block'),
  ...under('pandas.core.indexes.base', '_new_Index'),
  ...under('pandas.core.arrays.string_', 'StringDtype'),
  ...under('torch', 'device Size dtype float16 bfloat16 float32 float64 int8 int16 int32 int64 uint8 bool'),
  ...under('torch._tensor', '_rebuild_from_type_v2'),
]);

export const knownBuiltins: ReadonlySet<string> = new Set(
  words(`
    object set frozenset bytearray bytes complex list dict tuple int float str bool range xrange slice long unicode Ellipsis NotImplemented
  `),
);

/** Libraries whose classes belong into models, with the distribution that brings each. */
export const knownLibraries: ReadonlyMap<string, string> = new Map(
  words(`
    sklearn=scikit-learn numpy=numpy scipy=scipy pandas=pandas xgboost=xgboost lightgbm=lightgbm catboost=catboost torch=torch
    tensorflow=tensorflow keras=keras transformers=transformers tokenizers=tokenizers spacy=spacy thinc=thinc statsmodels=statsmodels
    imblearn=imbalanced-learn category_encoders=category-encoders skops=skops onnx=onnx joblib=joblib mlflow=mlflow
    pytorch_lightning=pytorch-lightning lightning=lightning torchvision=torchvision sentence_transformers=sentence-transformers
    prophet=prophet sktime=sktime surprise=scikit-surprise implicit=implicit gensim=gensim nltk=nltk polars=polars pyarrow=pyarrow
    feature_engine=feature-engine mlxtend=mlxtend umap=umap-learn hdbscan=hdbscan lifelines=lifelines interpret=interpret
    ngboost=ngboost pytorch_tabnet=pytorch-tabnet skorch=skorch river=river pygam=pygam sklearn_pandas=sklearn-pandas
    patsy=patsy narwhals=narwhals econml=econml dirty_cat=dirty-cat skrub=skrub nimbusml=nimbusml h2o=h2o
  `).map((pair) => pair.split('=') as [string, string]),
);
