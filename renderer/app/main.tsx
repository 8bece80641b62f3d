document.title = 'Larder';
